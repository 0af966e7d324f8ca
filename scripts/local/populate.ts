import { connectService } from "#client/service/service.ts";
import { memoryJournal } from "#client/write/memory-journal.ts";
import type { DemoMember } from "../../demo/demo-member.ts";
import { enrolMembers } from "../../demo/enrol-members.ts";
import { foundConsortium } from "../../demo/found-consortium.ts";
import { importNorthwind } from "../../demo/import-northwind.ts";
import { loadNorthwind } from "../../demo/northwind.ts";
import type { Progress } from "../cli/progress.ts";
import type { LocalWorld } from "./start-local-world.ts";

export type Populated = { members: DemoMember[]; customers: number; entries: number };

/** Fills a new world with the demo: organisations, members, and Northwind's customers and orders, all through the client. */
export async function populate(parameters: { world: LocalWorld; progress: Progress }): Promise<Populated> {
  const { world, progress } = parameters;
  const { registry, rpcUrl } = world;
  const service = connectService({ url: world.serviceUrl });
  const place = { registry, rpcUrl, service };
  progress.show("registering the organisations");
  await foundConsortium(place);
  progress.show("enrolling their members");
  const members = await enrolMembers(place);
  const customers = await loadNorthwind();
  const total = customers.reduce((sum, { orders }) => sum + 1 + orders.length, 0);
  const entries = await importNorthwind({
    registry,
    members,
    customers,
    journal: memoryJournal(),
    onProgress: (done) => progress.count({ what: "writing Northwind's customers and orders", done, total }),
  });
  progress.clear();
  return { members, customers: customers.length, entries };
}
