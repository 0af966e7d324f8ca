import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CONTENT_KINDS, KINDS } from "#protocol/chain/kinds.ts";

/** That a later entry replaces this one: a fact of its own, beside what the chain proves of it. */
export function Replaced({ kind }: { kind: number }) {
  const { t } = useTranslation();
  const name = CONTENT_KINDS.find((content) => KINDS[content] === kind);
  if (name === undefined) return null;
  return (
    <Text size="sm" c="dimmed" data-replaced>
      {t(`entries.replaced.${name}`)}
    </Text>
  );
}
