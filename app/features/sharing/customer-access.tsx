import { Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconShare } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Hex } from "viem";
import { AccessPanel } from "#app/features/access/access-panel.tsx";
import { useMember } from "#app/hooks/use-member.ts";
import type { AccessGroup } from "#app/model/access/group-holders.ts";
import { RevokeButton } from "./revoke-button.tsx";
import { RotationList } from "./rotation-list.tsx";
import { ShareList } from "./share-list.tsx";
import { ShareModal } from "./share-modal.tsx";

/** Who can read a customer, and for keepers of its steward the ways to share it and to take that back. */
export function CustomerAccess({ customer, name, isSteward }: { customer: Hex; name: string; isSteward: boolean }) {
  const { t } = useTranslation();
  const { roles, organisation } = useMember();
  const [sharing, { open, close }] = useDisclosure(false);
  const isKeeper = isSteward && roles.has("KEEPER");
  const actionOf = ({ grant, party }: AccessGroup) =>
    isKeeper && grant?.steward.toLowerCase() === organisation ? <RevokeButton grant={grant} grantee={party} /> : null;
  return (
    <AccessPanel customer={customer} actionOf={actionOf}>
      {isKeeper && (
        <Group>
          <Button size="xs" leftSection={<IconShare size={16} aria-hidden />} onClick={open}>
            {t("sharing.share")}
          </Button>
        </Group>
      )}
      {isSteward && !isKeeper && (
        <Text size="sm" c="dimmed">
          {t("sharing.keeperOnly")}
        </Text>
      )}
      {isKeeper && <ShareList customer={customer} />}
      {isKeeper && <RotationList />}
      {sharing && <ShareModal customers={[customer]} what={name} onClose={close} />}
    </AccessPanel>
  );
}
