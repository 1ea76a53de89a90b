import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Page } from "./page.tsx";
import "./style.css";

const place = document.getElementById("page");
if (place === null) throw new Error("index.html has no element for the page");
createRoot(place).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
