import { openSqliteStore } from "#service/store/sqlite/sqlite-store.ts";

/* Opens the main store in the file that is named, says so, and holds it until it is killed. */
openSqliteStore({ path: process.argv[2] ?? "" });
process.stdout.write("open\n");
process.stdin.resume();
