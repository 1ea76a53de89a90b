#!/usr/bin/env node
const { prepare } = require("../scripts/launch.cjs");

require(prepare("cli/main.ts"));
