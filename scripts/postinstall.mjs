// npm leaves out optional native packages whose `engines` the Node that runs npm does not meet, Hardhat's EDR among them.
// Where npm runs on an older Node, run the install again on the Node that this project brings (this script already does).
import { spawnSync } from "node:child_process";

const MINIMUM_MAJOR = 22;

const npmNodeMajor = Number(/\bnode\/v(\d+)\./.exec(process.env.npm_config_user_agent ?? "")?.[1] ?? MINIMUM_MAJOR);
const npmCli = process.env.npm_execpath;

// npx links the project it runs in, which installs nothing.
const isInstall = process.env.npm_command !== "exec" && process.env.KONTOR_REINSTALL === undefined;

if (npmNodeMajor < MINIMUM_MAJOR && npmCli !== undefined && isInstall) {
  const { status } = spawnSync(
    process.execPath,
    [npmCli, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-save"],
    { stdio: "inherit", env: { ...process.env, KONTOR_REINSTALL: "1" } },
  );
  process.exit(status ?? 1);
}
