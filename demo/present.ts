/** The members that have a value: a record leaves out what it does not know. */
export function present<Key extends string>(
  members: { [Name in Key]: string | undefined },
): { [Name in Key]?: string } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Name in Key]?: string;
  };
}
