import { ownProject } from "../helpers/golden";
import { goldenTests } from "../helpers/golden-tests";

goldenTests(ownProject);
