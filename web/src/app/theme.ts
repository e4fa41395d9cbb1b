import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** Petrol, the colour of the workplace. */
const petrol: MantineColorsTuple = [
  '#eef6f8',
  '#dcebee',
  '#b7d7dd',
  '#8ec1ca',
  '#67aab6',
  '#4795a3',
  '#2c7f8d',
  '#1c6977',
  '#155a67',
  '#0d444f',
];
/** Brass, the colour of the horn: accents only, never text on white. */
const brass: MantineColorsTuple = [
  '#fdf6e6',
  '#faebc8',
  '#f6dc9a',
  '#f3cd73',
  '#f3c061',
  '#e3a534',
  '#c98a1d',
  '#a36c12',
  '#7d520e',
  '#5b3b0a',
];

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 7 },
  colors: { petrol, brass },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontSizes: { xs: '0.78rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  headings: {
    fontFamily: "'Inter Variable', system-ui, sans-serif",
    fontWeight: '620',
    sizes: { h1: { fontSize: '1.5rem', lineHeight: '1.25' }, h2: { fontSize: '1.0625rem' }, h3: { fontSize: '0.9375rem' } },
  },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Card: { defaultProps: { withBorder: true, padding: 'md', radius: 'md' } },
    Modal: {
      defaultProps: { centered: true, padding: 'lg' },
      styles: { title: { fontSize: 'var(--mantine-font-size-lg)', fontWeight: 600, lineHeight: 1.35 } },
    },
    Table: { defaultProps: { verticalSpacing: 8, horizontalSpacing: 'sm' } },
    Tooltip: { defaultProps: { openDelay: 300 } },
    Badge: { defaultProps: { radius: 'sm' } },
  },
});

/** Greys and reds that keep 4.5:1 against their grounds, where Mantine's own do not (WCAG 2.2, 1.4.3). */
export const accessibleVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': '#55616b',
    '--mantine-color-placeholder': '#68737d',
    '--mantine-color-error': '#b42318',
    '--posthorn-ground': '#f5f7f8',
    '--posthorn-line': '#dfe4e7',
    '--posthorn-hover': '#eef4f5',
    '--posthorn-accent': '#8a5a0b',
  },
  dark: {
    '--mantine-color-dimmed': '#a9b1b8',
    '--mantine-color-placeholder': '#98a1a9',
    '--mantine-color-error': '#ff9c94',
    '--mantine-color-anchor': '#8ec1ca',
    '--posthorn-ground': '#1a1c1e',
    '--posthorn-line': '#3a3f44',
    '--posthorn-hover': '#2f3539',
    '--posthorn-accent': '#f3c061',
  },
});
