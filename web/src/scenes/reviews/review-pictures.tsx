import { api, type Review, type ReviewMaterial } from '@posthorn/contract';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../api/call.ts';
import { useApi } from '../../api/use-api.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { type Case, type Looked, Pictures } from './pictures/pictures.tsx';
import type { Way } from './pictures/stage.tsx';

const route = getRouteApi('/inside/reviews/$versionId');

/** Both versions as pictures, of the samples and of the records that the proof took. */
export function ReviewPictures({ review }: { readonly review: Review }) {
  const search = route.useSearch();
  const material = useApi(api.reviews.material, {
    params: { id: review.versionId },
    query: search.template === undefined ? {} : { template: search.template },
  });
  return (
    <Loaded answer={material} height={600}>
      {(loaded) => <Material review={review} material={loaded} />}
    </Loaded>
  );
}

function Material({ review, material }: { readonly review: Review; readonly material: ReviewMaterial }) {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = useNavigate();
  const { versionId } = review;
  const shown = search.record ?? '0';
  const cases: Case[] = material.samples.map(({ number, label }) => ({ value: String(number), label }));
  if (!cases.some(({ value }) => value === shown))
    cases.push({ value: shown, label: t('reviews.pictures.ofProof', { number: Number(shown.replace('proof-', '')) + 1 }) });
  const looked: Looked = {
    format: material.formats.find((one) => one === search.format) ?? material.formats[0]!,
    record: shown,
    language: search.language ?? '',
    way: (search.way as Way | undefined) ?? 'beside',
  };
  const look = (change: Partial<Looked>) =>
    void navigate({
      to: '/reviews/$versionId',
      params: { versionId },
      search: (before) => ({ ...before, ...change, ...(change.language === '' ? { language: undefined } : {}) }),
      replace: true,
      resetScroll: false,
    });
  const addressFor = (side: 'before' | 'after', { format, record, language }: Looked) =>
    addressOf(api.reviews.rendition, {
      params: { id: versionId, side, format },
      query: {
        ...(record.startsWith('proof-') ? { record: Number(record.slice(6)) } : { sample: Number(record) }),
        ...(language === '' ? {} : { language }),
        ...(search.template === undefined ? {} : { template: search.template }),
      },
    });
  return (
    <>
      {material.templates.length > 1 && (
        <TemplateChoice
          material={material}
          choose={(template) =>
            void navigate({
              to: '/reviews/$versionId',
              params: { versionId },
              search: (before) => ({ ...before, template, record: undefined }),
              replace: true,
            })
          }
        />
      )}
      <Pictures
        formats={material.formats}
        languages={material.languages}
        cases={cases}
        names={[
          review.before ? t('templates.version', { version: review.before.version }) : '',
          t('templates.version', { version: review.version }),
        ]}
        comparable={review.before !== undefined}
        looked={looked}
        look={look}
        addressOf={addressFor}
      />
    </>
  );
}

/** A block is seen in one of the templates that use it. */
function TemplateChoice({ material, choose }: { readonly material: ReviewMaterial; readonly choose: (template: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <label className="rv-choice">
      {t('reviews.pictures.inTemplate')}{' '}
      <select value={material.template} onChange={(event) => choose(event.currentTarget.value)}>
        {material.templates.map(({ id, name }) => (
          <option key={id} value={id}>
            {nameIn(name, format.of)}
          </option>
        ))}
      </select>
    </label>
  );
}
