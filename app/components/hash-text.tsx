import { ActionIcon, CopyButton, Group, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { shortHex } from "#app/format/short-hex.ts";

/** A hash or an address: shortened unless `full`, and always copied whole. `name` says what it is, for screen readers. */
export function HashText({ value, name, full = false }: { value: string; name: string; full?: boolean }) {
  const { t } = useTranslation();
  return (
    <Group gap={4} wrap="nowrap" component="span" display="inline-flex" className="wrap">
      <span className="hash" title={value}>
        {full ? value : shortHex(value)}
      </span>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? t("shared.copied") : t("shared.copy", { what: name })}>
            <ActionIcon
              size="xs"
              variant="subtle"
              color="gray"
              onClick={copy}
              aria-label={copied ? t("shared.copied") : t("shared.copy", { what: name })}
            >
              {copied ? <IconCheck size={13} /> : <IconCopy size={13} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </Group>
  );
}
