import { writeSync } from "node:fs";

// Loaded into a script under test with --import: at its end, it says how much memory the process had at most.
process.on("exit", () => writeSync(2, `peak-memory ${process.resourceUsage().maxRSS} KiB\n`));
