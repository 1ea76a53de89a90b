import { describe } from "vitest";
import { fixtureNames } from "./helpers/fixtures";
import { fixtureProject } from "./helpers/golden";
import { goldenTests } from "./helpers/golden-tests";

describe.each(fixtureNames)("the fixture %s", (name) => goldenTests(fixtureProject(name)));
