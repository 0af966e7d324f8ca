import { runKontor } from "./cli/run-kontor.ts";

await runKontor(process.argv.slice(2));
