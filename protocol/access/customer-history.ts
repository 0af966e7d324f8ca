import type { Address, Hex } from "viem";
import { ALL_CUSTOMERS, type Grant, grantRole, NO_END } from "../chain/grants.ts";
import { type OrganisationRole, organisationRole } from "../chain/roles.ts";
import type { EventNamed, HistoryEvent } from "./history-event.ts";
import { boundOf, type Span } from "./span.ts";
import { Changes } from "./tenures.ts";

/** A grant with who got it. */
export type GivenGrant = Grant & { grantee: Address };

/** Every role in which an account holds, or gets for the asking, its organisation's secret. */
const SECRET_ROLES: readonly OrganisationRole[] = ["READER", "WRITER", "COMPLIANCE", "KEEPER", "ORGANISATION"];

/** What the chain's events say of one customer's readers. Takes events that `orderHistory` has put in order. */
export class CustomerHistory {
  readonly entries: readonly EventNamed<"EntryAppended">[];
  readonly erasure: EventNamed<"CustomerErased"> | undefined;
  /** This customer's grants, and those of all customers, each once. */
  readonly grants: readonly GivenGrant[];
  readonly #grantRoles: ReadonlySet<Hex>;
  readonly #organisations = new Set<Address>();
  readonly #keys = new Map<Address, EventNamed<"KeyPublished">[]>();
  readonly #roles = new Changes();
  readonly #roleAccounts = new Map<Hex, Set<Address>>();
  readonly #subjects = new Changes();
  readonly #subjectAccounts = new Set<Address>();

  constructor({ customer, events }: { customer: Hex; events: readonly HistoryEvent[] }) {
    const own = events.filter((event) => !("customer" in event) || isOf({ customer, event }));
    this.entries = own.filter((event) => event.name === "EntryAppended");
    this.erasure = own.find((event) => event.name === "CustomerErased");
    const grants = new Map<string, GivenGrant>();
    for (const event of own) {
      if (event.name !== "Granted") continue;
      const { steward, customer: covered, scope, grantee } = event;
      grants.set(keyOf(grantRole(event), grantee), { steward, customer: covered, scope, grantee });
    }
    this.grants = [...grants.values()];
    this.#grantRoles = new Set(this.grants.map(grantRole));
    for (const event of own) this.#add(event);
  }

  /** When an organisation was the customer's steward: until a transfer, until the erasure. */
  stewardships(): ReadonlyMap<Address, Span[]> {
    const spans = new Map<Address, Span[]>();
    const erased = this.erasure === undefined ? null : boundOf(this.erasure);
    const changes = this.entries.filter(({ steward }, position) => steward !== this.entries[position - 1]?.steward);
    changes.forEach((event, position) => {
      const next = changes[position + 1];
      const span = { from: boundOf(event), to: next === undefined ? erased : boundOf(next) };
      spans.set(event.steward, [...(spans.get(event.steward) ?? []), span]);
    });
    return spans;
  }

  isOrganisation(account: Address): boolean {
    return this.#organisations.has(account);
  }

  /** An account's published keys in the order of their epochs. */
  keysOf(account: Address): readonly EventNamed<"KeyPublished">[] {
    return this.#keys.get(account) ?? [];
  }

  /** From the first published key on, something can be sealed to an account. */
  keySpans(account: Address): Span[] {
    const first = this.keysOf(account)[0];
    return first === undefined ? [] : [{ from: boundOf(first), to: null }];
  }

  /** When accounts held an organisation's roles. */
  memberSpans(organisation: Address): { account: Address; role: OrganisationRole; spans: Span[] }[] {
    return SECRET_ROLES.flatMap((role) => {
      const id = organisationRole(role, organisation);
      return [...(this.#roleAccounts.get(id) ?? [])].map((account) => ({
        account,
        role,
        spans: this.#roles.spansOf(keyOf(id, account)),
      }));
    });
  }

  grantSpans(grant: GivenGrant): Span[] {
    return this.#roles.spansOf(keyOf(grantRole(grant), grant.grantee));
  }

  /** When wallets were the customer's accepted subject. */
  subjectSpans(): { account: Address; spans: Span[] }[] {
    return [...this.#subjectAccounts].map((account) => ({ account, spans: this.#subjects.spansOf(account) }));
  }

  #add(event: HistoryEvent): void {
    switch (event.name) {
      case "OrganisationRegistered":
        this.#organisations.add(event.organisation);
        break;
      case "KeyPublished":
        this.#keys.set(event.account, [...this.keysOf(event.account), event]);
        break;
      case "RoleGranted":
      case "RoleEndSet":
      case "RoleRevoked":
        this.#addRole(event);
        break;
      case "Granted":
      case "GrantRevoked": {
        const key = keyOf(grantRole(event), event.grantee);
        if (event.name === "GrantRevoked") this.#roles.add({ key, change: { event, gives: false } });
        else this.#roles.add({ key, change: { event, gives: true, until: event.until } });
        break;
      }
      case "SubjectNamed":
      case "SubjectAccepted":
      case "SubjectLeft":
        this.#addSubject(event);
        break;
      default:
    }
  }

  /** A grant is a role too. `Granted` says all that its `RoleGranted` does; giving one up is a `RoleRevoked` alone. */
  #addRole(event: EventNamed<"RoleGranted"> | EventNamed<"RoleRevoked"> | EventNamed<"RoleEndSet">): void {
    const { role, account } = event;
    const key = keyOf(role, account);
    this.#roleAccounts.set(role, (this.#roleAccounts.get(role) ?? new Set()).add(account));
    if (event.name === "RoleRevoked") this.#roles.add({ key, change: { event, gives: false } });
    else if (!this.#grantRoles.has(role)) {
      const until = event.name === "RoleEndSet" ? event.until : NO_END;
      this.#roles.add({ key, change: { event, gives: true, until } });
    }
  }

  /** Whoever is named, nobody is the subject until they accept. */
  #addSubject(event: EventNamed<"SubjectNamed"> | EventNamed<"SubjectAccepted"> | EventNamed<"SubjectLeft">): void {
    for (const account of this.#subjectAccounts) this.#subjects.add({ key: account, change: { event, gives: false } });
    if (event.name !== "SubjectAccepted") return;
    this.#subjectAccounts.add(event.subject);
    this.#subjects.add({ key: event.subject, change: { event, gives: true, until: NO_END } });
  }
}

function isOf({ customer, event }: { customer: Hex; event: HistoryEvent & { customer: Hex } }): boolean {
  if (event.customer === customer) return true;
  return event.customer === ALL_CUSTOMERS && (event.name === "Granted" || event.name === "GrantRevoked");
}

function keyOf(role: Hex, account: Address): string {
  return `${role} ${account}`;
}
