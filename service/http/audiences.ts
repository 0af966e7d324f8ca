/** How a route treats who calls it. Everything that depends on who that may be derives from this one word. */
export type Audience = keyof typeof AUDIENCES;

type Treatment = {
  /** Whether a session is looked for, and whether it has to be there. */
  session: "none" | "optional" | "required";
  /** Whether any page may read the answer. Cookies never go along. */
  cors: boolean;
  /** What a request counts against; with a session also against its account. */
  limits: readonly Limit[];
  /** Under which heading of the OpenAPI document. */
  tag: string;
};

export type Limit = "address" | "signIn";

export const AUDIENCES = {
  /** Anyone, from any page: what is on chain, and ciphertext. */
  public: { session: "none", cors: true, limits: ["address"], tag: "public" },
  /** Monitoring, which asks often and from inside. */
  probe: { session: "none", cors: true, limits: [], tag: "operations" },
  /** The dApp's own files. */
  page: { session: "none", cors: false, limits: [], tag: "app" },
  /** Whoever is about to have a session. */
  signIn: { session: "none", cors: false, limits: ["address", "signIn"], tag: "sign-in" },
  /** Whoever has a session, or none yet: the answer says which. */
  visitor: { session: "optional", cors: false, limits: ["address"], tag: "session" },
  member: { session: "required", cors: false, limits: ["address"], tag: "session" },
} as const satisfies Record<string, Treatment>;

export const TAGS = [
  { name: "public", description: "No account needed." },
  { name: "sign-in", description: "EIP-4361." },
  { name: "session", description: "Needs a session; roles are read from the chain at each request." },
  { name: "operations", description: "For whoever runs the service." },
];
