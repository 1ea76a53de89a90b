import { testPythonPackage } from "../../../test/helpers/python-package";
import { findBackendPython, workloadFolder } from "./places";

testPythonPackage(`${workloadFolder}/backend`, findBackendPython);
