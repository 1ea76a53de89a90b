import { cpSync, rmSync } from "node:fs";
import { parseDocument } from "yaml";
import { loadConfiguration } from "../../config/load";
import { weekendOf } from "../helpers/schedule/weekend-story";

const environment = "durable-dev";
const account = loadConfiguration(process.cwd()).accounts.find(({ name }) => name === "durable");
if (account === undefined) throw new Error("there is no account durable");

weekendOf({
  environment,
  account,
  arrange: (project) => {
    for (const folder of ["accounts", "environments", "locks"]) {
      rmSync(project.path(`config/${folder}`), { recursive: true, force: true });
    }
    for (const file of ["accounts/durable.yaml", `environments/${environment}.yaml`]) {
      cpSync(`config/${file}`, project.path(`config/${file}`));
    }
    project.edit("config/accounts/durable.yaml", (text) => {
      const document = parseDocument(text);
      document.setIn(["terraformCloud", "organization"], "shop-works");
      document.deleteIn(["terraformCloud", "project"]);
      return document.toString();
    });
  },
  change: (settings) => settings.replace("maximumTasks: 2", "maximumTasks: 3"),
});
