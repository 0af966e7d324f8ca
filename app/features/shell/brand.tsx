import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** The product's sign and name. */
export function Brand() {
  const { t } = useTranslation();
  return (
    <Group gap={10} wrap="nowrap">
      <img src="/favicon.svg" width={28} height={28} alt="" />
      <Text fw={700} fz="lg" lh={1}>
        {t("shell.product")}
      </Text>
    </Group>
  );
}
