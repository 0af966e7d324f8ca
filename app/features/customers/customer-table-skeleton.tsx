import { Skeleton, Stack, VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** As tall as ten rows of the table. */
export function CustomerTableSkeleton() {
  const { t } = useTranslation();
  return (
    <Stack gap={1} className="surface" p="md" aria-busy="true">
      <VisuallyHidden role="status">{t("shared.loading")}</VisuallyHidden>
      {Array.from({ length: 10 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical placeholders, in no order
        <Skeleton key={row} height={24} my={11} width={`${60 + ((row * 37) % 40)}%`} />
      ))}
    </Stack>
  );
}
