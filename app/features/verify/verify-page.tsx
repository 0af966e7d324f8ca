import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconShieldSearch } from "@tabler/icons-react";
import { useNavigate, useParams } from "react-router";
import { PageTitle } from "#app/components/page-title.tsx";
import { bytes32Schema } from "#protocol/api/hex.ts";
import { text } from "./text.ts";
import { VerificationResult } from "./verification-result.tsx";

/** Anybody's check of a customer. The id is in the URL, so that the page can be sent to somebody. */
export function VerifyPage() {
  const { customer = "" } = useParams();
  const parsed = bytes32Schema.safeParse(customer);
  return (
    <>
      <PageTitle title={text.title} description={text.intro} />
      <Stack gap="lg">
        <CustomerField key={customer} customer={customer} />
        {parsed.success && <VerificationResult customer={parsed.data} />}
      </Stack>
    </>
  );
}

function CustomerField({ customer }: { customer: string }) {
  const navigate = useNavigate();
  const isId = (value: string) => bytes32Schema.safeParse(value.trim()).success;
  const form = useForm({
    initialValues: { customer },
    initialErrors: customer === "" || isId(customer) ? {} : { customer: text.idWrong },
    validate: { customer: (value) => (isId(value) ? null : text.idWrong) },
  });
  return (
    <form noValidate onSubmit={form.onSubmit((values) => navigate(`/verify/${values.customer.trim().toLowerCase()}`))}>
      <Group align="flex-start" gap="sm">
        <TextInput
          flex="1 1 18rem"
          label={text.id}
          placeholder={text.idHint}
          spellCheck={false}
          autoComplete="off"
          classNames={{ input: "hash" }}
          {...form.getInputProps("customer")}
        />
        <Button type="submit" mt={25} leftSection={<IconShieldSearch size={18} aria-hidden />}>
          {text.check}
        </Button>
      </Group>
    </form>
  );
}
