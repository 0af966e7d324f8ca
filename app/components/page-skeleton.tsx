import { Skeleton, Stack, VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Stands where a page is about to be, at about its size, so that nothing jumps when it comes. */
export function PageSkeleton({ rows = 6 }: { rows?: number }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm" aria-busy="true">
      <VisuallyHidden role="status">{t("shared.loading")}</VisuallyHidden>
      <Skeleton height={34} width="40%" mb="sm" />
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical placeholders, in no order
        <Skeleton key={row} height={44} />
      ))}
    </Stack>
  );
}
