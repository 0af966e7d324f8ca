import { Group, Text } from "@mantine/core";
import type { Address } from "viem";
import { useAccountNames } from "#app/hooks/use-account-names.ts";
import { HashText } from "./hash-text.tsx";

/** Whose account it is, where that is known, and always its address. */
export function AccountName({ address, name }: { address: Address; name: string }) {
  const known = useAccountNames().get(address.toLowerCase());
  return (
    <Group gap={6} component="span" display="inline-flex">
      {known !== undefined && (
        <Text component="span" inherit className="wrap" dir="auto">
          {known}
        </Text>
      )}
      <HashText value={address} name={name} />
    </Group>
  );
}
