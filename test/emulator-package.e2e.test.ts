import { testPythonPackage } from "./helpers/python-package";

testPythonPackage("emulator");
