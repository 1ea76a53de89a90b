import { joinTemplates, parseTemplate } from "../../checks/template";
import { temporaryRunFolder } from "../../running/run-folder";
import { synthesizeForCloud } from "../synthesize-for-cloud";
import { type GateCheck, proofOf } from "./proof";
import { roleBreaches } from "./role-breaches";

export const roles: GateCheck = {
  id: "roles",
  title: "no role that GitHub reaches can apply",
  prove: async ({ environment, toolbox }) => {
    const stacks = synthesizeForCloud(environment, temporaryRunFolder(toolbox.shutdown).output);
    const template = joinTemplates(stacks.map(({ text }) => parseTemplate(text)));
    return proofOf(
      roleBreaches(template),
      [],
      "its roles push images, release them and read, and every token is taken for one exact subject",
    );
  },
};
