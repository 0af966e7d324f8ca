import { Alert } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useConnectionState } from "#app/hooks/use-connection-state.ts";

/** What is cut off, and what still works. */
export function ConnectionNotice() {
  const { t } = useTranslation();
  const state = useConnectionState();
  return (
    <div role="status">
      {state !== "connected" && (
        <Alert
          color="yellow"
          mb="md"
          icon={<IconPlugConnectedX aria-hidden />}
          title={t(`shell.connection.${state}.title`)}
          data-connection={state}
        >
          {t(`shell.connection.${state}.works`)}
        </Alert>
      )}
    </div>
  );
}
