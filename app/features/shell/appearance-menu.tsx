import { ActionIcon, Menu, Tooltip, useMantineColorScheme } from "@mantine/core";
import { IconBrightnessHalf, IconCheck, IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { text } from "./text.ts";

const CHOICES = [
  { value: "light", label: text.light, Icon: IconSun },
  { value: "dark", label: text.dark, Icon: IconMoon },
  { value: "auto", label: text.system, Icon: IconDeviceDesktop },
] as const;

export function AppearanceMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Tooltip label={text.appearance}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={text.appearance}>
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
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
