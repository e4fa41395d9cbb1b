import { Button, Group, Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ExpressionField, Millimetres, OneOf, Words } from './parts.tsx';
import type { PanelProps } from './properties.tsx';

const symbologies = ['qr', 'datamatrix', 'aztec', 'pdf417', 'code128', 'ean13', 'ean8', 'upca', 'itf14', 'intelligentMail'] as const;
const names: Readonly<Record<(typeof symbologies)[number], string>> = {
  ...{ qr: 'QR', datamatrix: 'Data Matrix', aztec: 'Aztec', pdf417: 'PDF417', code128: 'Code 128', ean13: 'EAN-13', ean8: 'EAN-8' },
  ...{ upca: 'UPC-A', itf14: 'ITF-14', intelligentMail: 'Intelligent Mail' },
};
const bars: ReadonlySet<string> = new Set(['code128', 'ean13', 'ean8', 'upca', 'itf14']);

/** The code to pay an invoice by, begun with the values that the data is likely to have for it. */
const girocode = (paths: readonly string[]): string => {
  const amount = paths.find((path) => /(total|amount|sum|due)$/i.test(path)) ?? '0';
  const reference = paths.find((path) => /(invoice|reference|order).*number$|reference$/i.test(path)) ?? "''";
  return `girocode({'name': brand.sender.organisation, 'iban': brand.sender.iban, 'amount': ${amount}, 'text': ${reference}})`;
};

/** A barcode: its kind, what it says, how large it is. */
export function BarcodePanel(panel: PanelProps) {
  const { t } = useTranslation();
  const { fields, change, data } = panel;
  return (
    <>
      <OneOf panel={panel} name="symbology" label={t('editor.form.symbology')} of={symbologies} say={(value) => names[value]} />
      <ExpressionField
        panel={panel}
        label={t('editor.form.payload')}
        value={String(fields.payload ?? '')}
        set={(payload) => change({ payload: payload ?? "''" })}
      />
      {fields.symbology === 'qr' && !String(fields.payload).startsWith('girocode') && (
        <Button
          size="compact-xs"
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => change({ payload: girocode(data.map(({ path }) => path)) })}
        >
          {t('editor.form.paymentCode')}
        </Button>
      )}
      <Group grow gap={8} align="flex-start">
        <Millimetres panel={panel} name="width" label={t('editor.properties.width')} />
        {bars.has(String(fields.symbology)) && <Millimetres panel={panel} name="height" label={t('editor.properties.height')} />}
        <Align {...panel} />
      </Group>
      {bars.has(String(fields.symbology)) && (
        <Switch
          size="xs"
          label={t('editor.form.readable')}
          checked={fields.text === true}
          onChange={(event) => change({ text: event.currentTarget.checked ? true : undefined })}
        />
      )}
      <Words panel={panel} name="alt" label={t('editor.properties.alt')} />
      <Text size="xs" c="dimmed">
        {t('editor.form.barcodeHint')}
      </Text>
    </>
  );
}

/** Where on the line it stands. */
export function Align(panel: PanelProps) {
  const { t } = useTranslation();
  return (
    <OneOf
      panel={panel}
      name="align"
      label={t('editor.properties.align')}
      of={['left', 'center', 'right'] as const}
      say={(value) => t(`editor.align.${value}`)}
    />
  );
}
