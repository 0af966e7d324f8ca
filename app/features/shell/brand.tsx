import { Group, Text } from "@mantine/core";
import { text } from "./text.ts";

/** The product's sign and name. */
export function Brand() {
  return (
    <Group gap={10} wrap="nowrap">
      <img src="/favicon.svg" width={28} height={28} alt="" />
      <Text fw={700} fz="lg" lh={1}>
        {text.product}
      </Text>
    </Group>
  );
}
