import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";
import { t } from "#app/i18n/i18n.ts";

/** Deep teal; shade 8 carries white text at more than 6:1. */
const KONTOR: MantineColorsTuple = [
  "#e8f4f6",
  "#d5e8eb",
  "#abd0d7",
  "#7fb6c1",
  "#5ba0ae",
  "#3f8d9d",
  "#2d8090",
  "#1c7080",
  "#0f6272",
  "#075160",
];

/** Mantine's dark greys, a little towards the teal. */
const DARK: MantineColorsTuple = [
  "#d9dfe3",
  "#bac3c9",
  "#a7b0b8",
  "#7d8890",
  "#3a444b",
  "#2c353b",
  "#232a2f",
  "#15191c",
  "#101416",
  "#0b0e10",
];

export const theme = createTheme({
  primaryColor: "kontor",
  primaryShade: { light: 8, dark: 7 },
  colors: { kontor: KONTOR, dark: DARK },
  autoContrast: true,
  luminanceThreshold: 0.35,
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Open Sans', sans-serif",
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  headings: { fontWeight: "650" },
  components: {
    // The mark of a required field is styles.css' own: Mantine's would be part of the label.
    InputWrapper: { defaultProps: { withAsterisk: false } },
    Badge: { defaultProps: { tt: "none", fw: 600 } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 250, multiline: true, maw: 320 } },
    Notification: { defaultProps: { closeButtonProps: { "aria-label": t("shared.close") } } },
    Modal: {
      styles: { title: { fontWeight: 650 } },
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.4 },
        closeButtonProps: { "aria-label": t("shared.close") },
      },
    },
  },
});

/** Some of Mantine's own text colours fall under the 4.5:1 that WCAG asks for. */
export const resolveCssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#535c66",
    "--mantine-color-placeholder": "#6a737d",
    "--mantine-color-error": "#c02525",
    "--mantine-color-disabled-color": "#6a737d",
    "--mantine-color-yellow-light-color": "#6b4400",
    "--mantine-color-orange-light-color": "#8f3a06",
    "--mantine-color-green-light-color": "#1d6a2c",
    "--mantine-color-red-light-color": "#a11b1b",
    "--mantine-color-cyan-light-color": "#0a5a6c",
    "--mantine-color-teal-light-color": "#066049",
    "--mantine-color-blue-light-color": "#10528f",
    "--kontor-surface": "#ffffff",
    "--kontor-canvas": "#f6f8f9",
    "--kontor-line": "#dde3e6",
  },
  dark: {
    "--mantine-color-dimmed": "#a7b0b8",
    "--mantine-color-placeholder": "#8f99a2",
    "--mantine-color-error": "#ff8f8f",
    "--kontor-surface": "#1c2226",
    "--kontor-canvas": "#15191c",
    "--kontor-line": "#30393f",
  },
});
