import { Button, Group, Stack, Text } from '@mantine/core';
import { api, type Comparison, type ReplyOf } from '@posthorn/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../api/use-api.ts';
import { useAsk } from '../../parts/confirm.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import type { TemplateReply } from './template.tsx';

type Version = TemplateReply['versions'][number];
type Review = ReplyOf<typeof api.reviews.get>;

/** A version that waits for its release: what is new in it, who may decide, and the decision. */
export function ReviewNote({ version, before }: { readonly version: Version; readonly before: Version | undefined }) {
  const { t } = useTranslation();
  const ask = useAsk();
  const [comparing, setComparing] = useState(false);
  const answer = useApi(api.reviews.get, { params: { id: version.id } });
  const refreshes = [api.reviews.get, api.content.template, api.content.templates, api.reports.home];
  const decide = useChange(api.reviews.decide, refreshes);
  const takeBack = useChange(api.reviews.takeBack, refreshes);
  const after = async (deed: Promise<unknown>, done: string) => deed.then(() => say(done), sayProblem);
  const decideAfterAsking = async (decision: 'approve' | 'return') => {
    const comment = await ask({
      title: t(`editor.review.${decision}`),
      text: t('editor.review.askText'),
      deed: t(`editor.review.${decision}`),
      note: t('editor.review.note'),
    });
    if (comment !== undefined)
      await after(decide.mutateAsync({ params: { id: version.id }, body: { decision, comment } }), t('editor.review.decided'));
  };
  const takeBackAfterAsking = async () => {
    const comment = await ask({
      title: t('editor.review.takeBack'),
      text: t('editor.review.takeBackText'),
      deed: t('editor.review.takeBack'),
      note: t('editor.review.note'),
    });
    if (comment !== undefined)
      await after(takeBack.mutateAsync({ params: { id: version.id }, body: { comment } }), t('editor.review.takenBack'));
  };
  return (
    <Loaded answer={answer} height={60}>
      {(review: Review) => (
        <Stack gap={6} mt={6}>
          <Text size="sm">{review.comment}</Text>
          {!review.mayDecide && review.mayNotBecause && (
            <Text size="xs" c="dimmed">
              {t(`editor.review.mayNot.${review.mayNotBecause as 'decided'}`, { defaultValue: review.mayNotBecause })}
            </Text>
          )}
          <Group gap={6}>
            {review.mayDecide && (
              <Button size="compact-sm" loading={decide.isPending} onClick={() => void decideAfterAsking('approve')}>
                {t('editor.review.approve')}
              </Button>
            )}
            {review.mayDecide && (
              <Button size="compact-sm" variant="default" onClick={() => void decideAfterAsking('return')}>
                {t('editor.review.return')}
              </Button>
            )}
            {before && (
              <Button size="compact-sm" variant="default" onClick={() => setComparing(true)}>
                {t('editor.review.compare')}
              </Button>
            )}
            {review.mayNotBecause === 'own-change' && (
              <Button size="compact-sm" variant="default" onClick={() => void takeBackAfterAsking()}>
                {t('editor.review.takeBack')}
              </Button>
            )}
          </Group>
          {before && (
            <Dialog
              opened={comparing}
              onClose={() => setComparing(false)}
              title={t('editor.review.compareTitle', { before: before.version, after: version.version })}
              size="xl"
            >
              {comparing && <Changes version={version} before={before} />}
            </Dialog>
          )}
        </Stack>
      )}
    </Loaded>
  );
}

/** What is different, as text and as rules. */
function Changes({ version, before }: { readonly version: Version; readonly before: Version }) {
  const { t } = useTranslation();
  const answer = useApi(api.comparing.compare, {
    params: { kind: 'template', id: version.templateId },
    query: { from: before.id, to: version.id },
  });
  return (
    <Loaded answer={answer} height={200}>
      {({ nodes }: Comparison) => (
        <Stack gap="sm">
          {nodes.length === 0 && <Text size="sm">{t('editor.review.same')}</Text>}
          {nodes.map((node) => (
            <div key={node.change + node.nodeId + node.pointer} className="inset">
              <Text size="xs" c="dimmed" fw={550}>
                {t(`editor.review.change.${node.change}`)} · {t(`editor.node.${node.type as 'box'}`, { defaultValue: node.type })}
              </Text>
              {node.texts.map((text) => (
                <Text key={text.field + text.language} size="sm" lang={text.language}>
                  {text.pieces.map((piece, i) => {
                    const Tag = piece.kind === 'added' ? 'ins' : piece.kind === 'removed' ? 'del' : 'span';
                    // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
                    return <Tag key={i}>{piece.text}</Tag>;
                  })}
                </Text>
              ))}
              {node.rules.map((rule) => (
                <Text key={rule.field} size="sm" ff="monospace">
                  <del>{rule.before}</del> <ins>{rule.after}</ins>
                </Text>
              ))}
              {node.settings.map((setting) => (
                <Text key={setting.field} size="xs" c="dimmed">
                  {setting.field}: {JSON.stringify(setting.before) ?? '–'} → {JSON.stringify(setting.after) ?? '–'}
                </Text>
              ))}
            </div>
          ))}
        </Stack>
      )}
    </Loaded>
  );
}
