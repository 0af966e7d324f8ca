import { Badge, Button, EmptyState, Group, Stack, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconUserPlus, IconUsersGroup } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { AccountName } from "#app/components/account-name.tsx";
import { ErrorState } from "#app/components/error-state.tsx";
import { PageSkeleton } from "#app/components/page-skeleton.tsx";
import { PageTitle } from "#app/components/page-title.tsx";
import { RotationList } from "#app/features/sharing/rotation-list.tsx";
import { ShareList } from "#app/features/sharing/share-list.tsx";
import { formatDate } from "#app/format/dates.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useMember } from "#app/hooks/use-member.ts";
import { admissionsQuery, membersQuery } from "#app/queries/members.ts";
import { directoryKeyQuery, findKeyring, keyringQuery } from "#app/queries/organisation-keys.ts";
import type { Member } from "#protocol/api/organisations.ts";
import { AdmitButton } from "./admit-button.tsx";
import { FoundKey } from "./found-key.tsx";
import { GiveRoleModal } from "./give-role-modal.tsx";
import { KeyEpochs } from "./key-epochs.tsx";
import { RemoveButton } from "./remove-button.tsx";

/** Who acts for the member's organisation: roles, keys, and for keepers who still waits to be admitted. */
export function MembersPage() {
  const { t } = useTranslation();
  const { service, registry } = useKontor();
  const { organisation, membership, roles, identity } = useMember();
  const members = useQuery(membersQuery({ service, organisation }));
  const key = useQuery(directoryKeyQuery({ registry, account: organisation }));
  const [giving, { open, close }] = useDisclosure(false);
  const isKeeper = roles.has("KEEPER") || roles.has("ORGANISATION");
  const epoch = key.data?.epoch ?? 0;
  const admissions = useQuery({
    ...admissionsQuery({ service, organisation, epoch }),
    enabled: isKeeper && epoch > 0,
  });
  if (members.isError) {
    return <ErrorState error={members.error} title={t("members.failed")} onRetry={() => void members.refetch()} />;
  }
  if (members.data === undefined) return <PageSkeleton />;
  const sealed = new Map(admissions.data?.map(({ account, sealed: is }) => [account, is]));
  return (
    <>
      <PageTitle
        title={t("members.title")}
        description={<bdi>{t("members.intro", { organisation: membership.name })}</bdi>}
      >
        {isKeeper && (
          <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={open}>
            {t("members.addMember")}
          </Button>
        )}
      </PageTitle>
      <Stack gap="lg">
        {key.isError && <ErrorState error={key.error} title={t("members.failed")} onRetry={() => void key.refetch()} />}
        {admissions.isError && (
          <ErrorState error={admissions.error} title={t("members.failed")} onRetry={() => void admissions.refetch()} />
        )}
        {isKeeper && key.data?.epoch === 0 && <FoundKey members={members.data} />}
        <ShareList />
        <RotationList />
        {members.data.length === 0 ? (
          <EmptyState icon={<IconUsersGroup size={40} aria-hidden />} title={t("members.empty")} />
        ) : (
          <div className="surface table">
            <Table className="stacking" verticalSpacing="sm" horizontalSpacing="md">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("members.columns.account")}</Table.Th>
                  <Table.Th>{t("members.columns.roles")}</Table.Th>
                  <Table.Th>{t("members.columns.key")}</Table.Th>
                  {isKeeper && <Table.Th>{t("members.columns.admission")}</Table.Th>}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {members.data.map((member) => (
                  <MemberRow
                    key={member.account}
                    member={member}
                    isKeeper={isKeeper}
                    isSealed={sealed.get(member.account) ?? null}
                  />
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
        <KeyEpochs />
      </Stack>
      {identity !== null && <KeepKeyring identity={identity} />}
      {giving && <GiveRoleModal onClose={close} />}
    </>
  );
}

/** Opens the keyring in the background, so that admitting works from this page too. */
function KeepKeyring({ identity }: { identity: NonNullable<ReturnType<typeof useMember>["identity"]> }) {
  const { registry, service } = useKontor();
  const { organisation } = useMember();
  useQuery(keyringQuery({ registry, service, organisation, identity }));
  return null;
}

type MemberRowProps = { member: Member; isKeeper: boolean; isSealed: boolean | null };

function MemberRow({ member, isKeeper, isSealed }: MemberRowProps) {
  const { t } = useTranslation();
  const { account, organisation, identity, roles } = useMember();
  const queryClient = useQueryClient();
  const isMe = member.account === account.toLowerCase();
  const isOrganisation = member.account === organisation;
  const canRemove = roles.has("KEEPER") && identity !== null && !isMe && !isOrganisation;
  const canAdmit = identity !== null && findKeyring({ queryClient, organisation }) !== undefined;
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs">
          <AccountName address={member.account} name={t("members.columns.account")} />
          {isMe && (
            <Badge variant="outline" color="gray">
              {t("members.you")}
            </Badge>
          )}
        </Group>
      </Table.Td>
      <Table.Td data-label={t("members.columns.roles")}>
        <Group gap={4}>
          {member.roles.map(({ role, until }) => (
            <Badge
              key={role}
              variant="light"
              {...(role === "KEEPER" || role === "ORGANISATION" ? {} : { color: "gray" })}
            >
              {t(`members.roles.${role}`)}
              {until === null ? "" : ` ${t("members.until", { date: formatDate(until) })}`}
            </Badge>
          ))}
        </Group>
      </Table.Td>
      <Table.Td data-label={t("members.columns.key")}>
        <Text size="sm" c={member.keyEpoch === 0 ? "dimmed" : ""}>
          {isOrganisation
            ? t("members.notApplicable")
            : member.keyEpoch === 0
              ? t("members.notEnrolled")
              : t("members.enrolled")}
        </Text>
      </Table.Td>
      {isKeeper && (
        <Table.Td data-label={t("members.columns.admission")}>
          <Group gap="sm" mih={30}>
            <Text size="sm" c={isSealed === true ? "" : "dimmed"}>
              {isOrganisation || isSealed === null || member.keyEpoch === 0
                ? t("members.notApplicable")
                : isSealed
                  ? t("members.admitted")
                  : t("members.waiting")}
            </Text>
            {isSealed === false && !isOrganisation && member.keyHash !== null && canAdmit && (
              <AdmitButton member={member.account} keyHash={member.keyHash} />
            )}
            {canRemove && <RemoveButton member={member.account} />}
          </Group>
        </Table.Td>
      )}
    </Table.Tr>
  );
}
