import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconShieldSearch } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { PageTitle } from "#app/components/page-title.tsx";
import { bytes32Schema } from "#protocol/api/hex.ts";
import { VerificationResult } from "./verification-result.tsx";

/** Anybody's check of a customer. The id is in the URL, so that the page can be sent to somebody. */
export function VerifyPage() {
  const { t } = useTranslation();
  const { customer = "" } = useParams();
  const parsed = bytes32Schema.safeParse(customer);
  return (
    <>
      <PageTitle title={t("verify.title")} description={t("verify.intro")} />
      <Stack gap="lg">
        <CustomerField key={customer} customer={customer} />
        {parsed.success && <VerificationResult customer={parsed.data} />}
      </Stack>
    </>
  );
}

function CustomerField({ customer }: { customer: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const isId = (value: string) => bytes32Schema.safeParse(value.trim()).success;
  const form = useForm({
    initialValues: { customer },
    initialErrors: customer === "" || isId(customer) ? {} : { customer: t("verify.idWrong") },
    validate: { customer: (value) => (isId(value) ? null : t("verify.idWrong")) },
  });
  return (
    <form noValidate onSubmit={form.onSubmit((values) => navigate(`/verify/${values.customer.trim().toLowerCase()}`))}>
      <Group align="flex-start" gap="sm">
        <TextInput
          flex="1 1 18rem"
          label={t("verify.id")}
          placeholder={t("verify.idHint")}
          spellCheck={false}
          autoComplete="off"
          classNames={{ input: "hash" }}
          {...form.getInputProps("customer")}
        />
        <Button type="submit" mt={25} leftSection={<IconShieldSearch size={18} aria-hidden />}>
          {t("verify.check")}
        </Button>
      </Group>
    </form>
  );
}
