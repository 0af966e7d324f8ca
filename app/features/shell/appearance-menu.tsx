import { ActionIcon, Menu, Tooltip, useMantineColorScheme } from "@mantine/core";
import { IconBrightnessHalf, IconCheck, IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

const CHOICES = [
  { value: "light", label: "shell.light", Icon: IconSun },
  { value: "dark", label: "shell.dark", Icon: IconMoon },
  { value: "auto", label: "shell.system", Icon: IconDeviceDesktop },
] as const;

export function AppearanceMenu() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Tooltip label={t("shell.appearance")}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("shell.appearance")}>
            <IconBrightnessHalf size={20} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {CHOICES.map(({ value, label, Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} aria-hidden />}
            rightSection={colorScheme === value ? <IconCheck size={14} aria-hidden /> : null}
            aria-current={colorScheme === value}
            onClick={() => setColorScheme(value)}
          >
            {t(label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
