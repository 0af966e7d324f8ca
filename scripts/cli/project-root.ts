import { fileURLToPath } from "node:url";

/** The project's directory, wherever it is called from. */
export const PROJECT_ROOT = fileURLToPath(new URL("../..", import.meta.url));
