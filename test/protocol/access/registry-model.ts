import type { Address, Hex } from "viem";
import type { HistoryEvent } from "#protocol/access/history-event.ts";
import { ALL_CUSTOMERS, ALL_KINDS, grantRole, NO_END } from "#protocol/chain/grants.ts";
import { type OrganisationRole, organisationRole } from "#protocol/chain/roles.ts";

type Unplaced<Event> = Event extends HistoryEvent ? Omit<Event, "block" | "timestamp" | "logIndex"> : never;

const ROLES = ["READER", "WRITER", "COMPLIANCE", "KEEPER", "ORGANISATION"] as const;

/**
 * The registry's rules of who may read, kept as state that changes with each call, and the events that the calls emit. It
 * answers "who now?" from its state, by looking, and so is an oracle for answers that are derived from events.
 */
export class RegistryModel {
  readonly customer: Hex;
  readonly events: HistoryEvent[] = [];
  block = 1n;
  timestamp = 1_000n;
  #logIndex = 0;
  readonly #roleEnds = new Map<string, bigint>();
  readonly #keyEpochs = new Map<Address, number>();
  readonly #organisations = new Set<Address>();
  readonly #grants = new Map<string, { steward: Address; customer: Hex; scope: number; grantee: Address }>();
  readonly #accounts = new Set<Address>();
  steward: Address | undefined;
  sequence = 0n;
  erased = false;
  #subject: { account: Address; accepted: boolean } | undefined;

  constructor(customer: Hex) {
    this.customer = customer;
  }

  /** The next block, so many seconds later. */
  pass(seconds: bigint): void {
    this.block += 1n;
    this.timestamp += seconds;
    this.#logIndex = 0;
  }

  register(organisation: Address): void {
    if (this.#organisations.has(organisation)) return;
    this.#organisations.add(organisation);
    for (const role of ["ORGANISATION", "KEEPER"] as const)
      this.grantRole({ organisation, role, account: organisation });
    this.#emit({ name: "OrganisationRegistered", organisation });
  }

  grantRole(given: { organisation: Address; role: OrganisationRole; account: Address; until?: bigint }): void {
    this.#give({ ...given, role: organisationRole(given.role, given.organisation), until: given.until ?? NO_END });
  }

  revokeRole({
    organisation,
    role,
    account,
  }: {
    organisation: Address;
    role: OrganisationRole;
    account: Address;
  }): void {
    this.#take({ role: organisationRole(role, organisation), account });
  }

  publishKey(account: Address): void {
    const epoch = (this.#keyEpochs.get(account) ?? 0) + 1;
    this.#keyEpochs.set(account, epoch);
    this.#emit({ name: "KeyPublished", account, epoch });
  }

  grant(given: { steward: Address; customer?: Hex; grantee: Address; scope?: number; until?: bigint }): void {
    const { steward, customer = this.customer, grantee, scope = ALL_KINDS, until = NO_END } = given;
    if (grantee === steward) return;
    const role = grantRole({ steward, customer, scope });
    this.#grants.set(`${role} ${grantee}`, { steward, customer, scope, grantee });
    this.#give({ role, account: grantee, until });
    this.#emit({ name: "Granted", customer, steward, grantee, scope, until });
  }

  revoke(given: { steward: Address; customer?: Hex; grantee: Address; scope?: number }): void {
    const { steward, customer = this.customer, grantee, scope = ALL_KINDS } = given;
    if (!this.#take({ role: grantRole({ steward, customer, scope }), account: grantee })) return;
    this.#emit({ name: "GrantRevoked", customer, steward, grantee, scope });
  }

  /** The grantee gives a grant up itself. */
  renounce({ steward, grantee, scope = ALL_KINDS }: { steward: Address; grantee: Address; scope?: number }): void {
    this.#take({ role: grantRole({ steward, customer: this.customer, scope }), account: grantee });
  }

  /** An entry of the steward's; of another organisation's, a transfer to it. */
  append({ steward, kind }: { steward: Address; kind: number }): void {
    const keyEpoch = this.#keyEpochs.get(steward);
    if (this.erased || keyEpoch === undefined) return;
    const isTransfer = this.steward !== undefined && this.steward !== steward;
    this.steward = steward;
    this.sequence += 1n;
    const { customer, sequence } = this;
    this.#emit({ name: "EntryAppended", customer, sequence, steward, kind: isTransfer ? 7 : kind, keyEpoch });
  }

  nameSubject(subject: Address): void {
    if (this.steward === undefined || this.erased) return;
    this.#subject = { account: subject, accepted: false };
    this.#emit({ name: "SubjectNamed", customer: this.customer, subject });
  }

  acceptSubject(): void {
    if (this.#subject === undefined || this.#subject.accepted) return;
    this.#subject.accepted = true;
    this.#emit({ name: "SubjectAccepted", customer: this.customer, subject: this.#subject.account });
  }

  leaveSubject(): void {
    if (!this.#subject?.accepted) return;
    this.#emit({ name: "SubjectLeft", customer: this.customer, subject: this.#subject.account });
    this.#subject = undefined;
  }

  erase(): void {
    if (this.steward === undefined || this.erased) return;
    const { customer, steward } = this;
    this.sequence += 1n;
    const keyEpoch = this.#keyEpochs.get(steward) ?? 0;
    this.#emit({ name: "EntryAppended", customer, sequence: this.sequence, steward, kind: 9, keyEpoch });
    this.erased = true;
    this.#emit({ name: "CustomerErased", customer });
  }

  /** Who can decrypt now: `account through organisation scope`, each line once, sorted. */
  whoNow(): string[] {
    const { steward } = this;
    if (steward === undefined || this.erased) return [];
    const lines = this.#membersOf(steward).map((account) => `${account} member ${steward} 0`);
    for (const { steward: granting, customer, scope, grantee } of this.#grants.values()) {
      if (granting !== steward || !this.#holds(grantRole({ steward, customer, scope }), grantee)) continue;
      if (customer !== this.customer && customer !== ALL_CUSTOMERS) continue;
      if (!this.#organisations.has(grantee)) {
        if (this.#keyEpochs.has(grantee)) lines.push(`${grantee} grant null ${scope}`);
      } else lines.push(...this.#membersOf(grantee).map((account) => `${account} grant ${grantee} ${scope}`));
    }
    const subject = this.#subject;
    if (subject?.accepted && this.#keyEpochs.has(subject.account)) lines.push(`${subject.account} subject null 0`);
    return [...new Set(lines)].sort();
  }

  #membersOf(organisation: Address): Address[] {
    if (!this.#keyEpochs.has(organisation)) return [];
    return [...this.#accounts].filter(
      (account) =>
        this.#keyEpochs.has(account) &&
        ROLES.some((role) => this.#holds(organisationRole(role, organisation), account)),
    );
  }

  #holds(role: Hex, account: Address): boolean {
    return this.timestamp < (this.#roleEnds.get(`${role} ${account}`) ?? 0n);
  }

  #give({ role, account, until }: { role: Hex; account: Address; until: bigint }): void {
    this.#accounts.add(account);
    const isNew = !this.#holds(role, account);
    const impliedEnd = isNew ? NO_END : this.#roleEnds.get(`${role} ${account}`);
    this.#roleEnds.set(`${role} ${account}`, until);
    if (isNew) this.#emit({ name: "RoleGranted", role, account });
    if (until !== impliedEnd) this.#emit({ name: "RoleEndSet", role, account, until });
  }

  #take({ role, account }: { role: Hex; account: Address }): boolean {
    if (!this.#holds(role, account)) return false;
    this.#roleEnds.delete(`${role} ${account}`);
    this.#emit({ name: "RoleRevoked", role, account });
    return true;
  }

  #emit(event: Unplaced<HistoryEvent>): void {
    const place = { block: this.block, timestamp: this.timestamp, logIndex: this.#logIndex++ };
    this.events.push({ ...event, ...place } as HistoryEvent);
  }
}
