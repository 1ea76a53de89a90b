import { describe } from "vitest";
import { synthesizedFixtureNames } from "./helpers/fixtures";
import { fixtureProject } from "./helpers/golden";
import { goldenTests } from "./helpers/golden-tests";

describe.each(synthesizedFixtureNames)("the fixture %s", (name) => goldenTests(fixtureProject(name)));
