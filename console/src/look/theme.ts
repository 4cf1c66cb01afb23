import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const indigo: MantineColorsTuple = [
  '#eceafb', '#dcd9f7', '#c9c5f2', '#b3b0ff', '#8f8af0', '#6e67e2', '#5650d2', '#463fbe', '#3a32a8', '#2d2787',
];
const warm: MantineColorsTuple = [
  '#f8f7f4', '#f1efeb', '#e5e1db', '#d6d1c9', '#bdb7ad', '#8d867c', '#665f57', '#524d47', '#35312c', '#1c1a17',
];
const night: MantineColorsTuple = [
  '#f3f1ee', '#d9d5cf', '#bdb8b0', '#a19c94', '#3a3a40', '#2b2b30', '#1e1e22', '#0e0e10', '#0b0b0d', '#070708',
];
const red: MantineColorsTuple = [
  '#fceae8', '#f8d3cf', '#f2b0aa', '#ffaaa1', '#f0645b', '#de4a43', '#c92a2a', '#b32222', '#a01c1c', '#8f1717',
];

const noBanner = { header: { role: 'presentation' } };

const heading = { title: { fontSize: 17, fontWeight: 600 } };

const sans =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif';

export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 6 },
  colors: { indigo, gray: warm, dark: night, red },
  fontFamily: sans,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: {
    fontFamily: sans,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '24px', lineHeight: '32px' },
      h2: { fontSize: '17px', lineHeight: '24px' },
      h3: { fontSize: '15px', lineHeight: '20px' },
    },
  },
  fontSizes: { xs: '12px', sm: '14px', md: '16px', lg: '18px', xl: '20px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' }, styles: { root: { fontWeight: 550 } } },
    Tooltip: { defaultProps: { openDelay: 250, withArrow: true, events: { hover: true, focus: true, touch: true } } },
    // Their titles stand in a <header>, which outside of the page would be a second banner.
    Modal: { defaultProps: { centered: true, radius: 'lg', transitionProps: { duration: 140 }, attributes: noBanner }, styles: heading },
    Drawer: { defaultProps: { transitionProps: { duration: 160 }, attributes: noBanner }, styles: heading },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 120 } } },
    Input: { defaultProps: { size: 'md' } },
    InputWrapper: { defaultProps: { size: 'md' } },
  },
});

/** Mantine's own dimmed, error, placeholder and border colours miss AA on our surfaces. */
export const cssVariables: CSSVariablesResolver = () => {
  const ours = {
    '--mantine-color-body': 'var(--cf-surface)',
    '--mantine-color-text': 'var(--cf-text)',
    '--mantine-color-dimmed': 'var(--cf-dim)',
    '--mantine-color-error': 'var(--cf-late)',
    '--mantine-color-placeholder': 'var(--cf-faint)',
    '--mantine-color-anchor': 'var(--cf-accent)',
    '--mantine-color-default-border': 'var(--cf-line)',
    '--mantine-color-disabled-color': 'var(--cf-faint)',
  };
  return { variables: {}, light: ours, dark: ours };
};
