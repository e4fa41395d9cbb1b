import { Button, CopyButton, Group, Text, TextInput } from '@mantine/core';
import { api, type Customer } from '@posthorn/contract';
import { IconLink } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../../api/use-api.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { sayProblem } from '../../../parts/notify.tsx';

/** Makes a link by which the customer chooses themselves, for a clerk who has them on the phone. */
export function PreferenceLink({ customer }: { readonly customer: Customer }) {
  const { t } = useTranslation();
  const make = useChange(api.portal.linkFor);
  const [url, setUrl] = useState<string>();
  const ask = () => make.mutateAsync({ params: { id: customer.id } }).then((reply) => setUrl(reply.url), sayProblem);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconLink size={15} aria-hidden />}
        loading={make.isPending}
        onClick={() => void ask()}
      >
        {t('wishes.link')}
      </Button>
      <Dialog opened={url !== undefined} onClose={() => setUrl(undefined)} title={t('wishes.linkTitle', { name: customer.name })}>
        <Text size="sm" mb="sm">
          {t('wishes.linkText')}
        </Text>
        <TextInput label={t('wishes.link')} readOnly value={url ?? ''} onFocus={(event) => event.target.select()} data-autofocus />
        <Group justify="flex-end" mt="md">
          <CopyButton value={url ?? ''}>
            {({ copied, copy }) => <Button onClick={copy}>{t(copied ? 'copied' : 'wishes.copy')}</Button>}
          </CopyButton>
        </Group>
      </Dialog>
    </>
  );
}
