/** Preloaded with `--require`: ends the process as soon as it starts another one or opens a socket. */
const childProcess = require("node:child_process");
const dns = require("node:dns");
const net = require("node:net");
const workerThreads = require("node:worker_threads");

function forbid(owner, name) {
  owner[name] = function forbidden() {
    process.stderr.write(`forbidden: ${name}\n`);
    process.exit(99);
  };
}

for (const name of ["exec", "execFile", "execFileSync", "execSync", "fork", "spawn", "spawnSync"]) {
  forbid(childProcess, name);
}
forbid(net.Socket.prototype, "connect");
forbid(net.Server.prototype, "listen");
forbid(dns, "lookup");
// A thread has built-in modules of its own, without this guard.
forbid(workerThreads, "Worker");
