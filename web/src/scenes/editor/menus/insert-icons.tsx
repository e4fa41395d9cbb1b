import {
  IconArrowsSplit2,
  IconBoxMargin,
  IconBraces,
  IconChartBar,
  IconClick,
  IconColumns2,
  IconCursorText,
  IconForms,
  IconH2,
  IconLayersSubtract,
  IconList,
  IconListNumbers,
  IconMinus,
  IconPageBreak,
  IconPhoto,
  IconPuzzle,
  IconQrcode,
  IconRepeat,
  IconSeparatorHorizontal,
  IconSignature,
  IconSuperscript,
  IconTable,
} from '@tabler/icons-react';
import type { InsertKind } from '../writing/inserts.ts';

const icons: Readonly<Record<InsertKind, typeof IconList>> = {
  field: IconBraces,
  heading2: IconH2,
  bullets: IconList,
  numbers: IconListNumbers,
  if: IconArrowsSplit2,
  repeat: IconRepeat,
  table: IconTable,
  block: IconPuzzle,
  image: IconPhoto,
  button: IconClick,
  columns: IconColumns2,
  box: IconBoxMargin,
  keep: IconLayersSubtract,
  pageBreak: IconPageBreak,
  line: IconMinus,
  space: IconSeparatorHorizontal,
  barcode: IconQrcode,
  chart: IconChartBar,
  footnote: IconSuperscript,
  signature: IconSignature,
  formField: IconForms,
};

export function InsertIcon({ kind }: { readonly kind: InsertKind }) {
  const Icon = icons[kind] ?? IconCursorText;
  return <Icon size={18} stroke={1.6} aria-hidden />;
}
