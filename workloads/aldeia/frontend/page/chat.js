const form = document.querySelector("#chat");
const exchanges = document.querySelector("#exchanges");
let token;

/** A session lasts an hour; one that has ended is renewed once. */
async function ask(route, text, renewed = false) {
  token ??= (await (await fetch("/api/sessions", { method: "POST" })).json()).token;
  const answer = await fetch(`/api/${route}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ text }),
  });
  if (answer.status !== 401 || renewed) return answer.json();
  token = undefined;
  return ask(route, text, true);
}

function show(text) {
  const line = document.createElement("li");
  line.textContent = text;
  exchanges.append(line);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { text } = form.elements;
  const said = text.value;
  text.value = "";
  show(said);
  try {
    const { answer, kept, error } = await ask(event.submitter?.value ?? "chat", said);
    show(answer ?? error ?? `I keep that: ${kept}`);
  } catch {
    show("Nobody answers; try again later.");
  }
});
