import { testPythonPackage } from "../../../test/helpers/python-package";
import { workloadFolder } from "../scripts/places";

testPythonPackage(`${workloadFolder}/backend`);
