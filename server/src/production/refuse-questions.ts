import { check, type TemplateBundle } from '@posthorn/engine';
import { PosthornError } from '../platform/errors/index.ts';
import './errors.ts';

/**
 * Refuses a template that asks a clerk what nothing stands in for: in a run nobody is asked, and every record would fail.
 * @throws PosthornError `run.needs-answers` with every place
 */
export function refuseQuestions(bundle: TemplateBundle): void {
  const { template } = bundle;
  if (template.use !== 'interactive') return;
  // What would be wrong with it as a batch template is what a run cannot do with it.
  const open = check({ ...bundle, template: { ...template, use: 'batch' } }).filter(({ code }) => code === 'zone.needs-default');
  const places = [...new Map(open.map(({ place }) => [`${place.part} ${place.id} ${place.pointer}`, place])).values()];
  if (places.length === 0) return;
  throw new PosthornError('run.needs-answers', {
    detail: `"${template.id}" has ${places.length} ${places.length === 1 ? 'question' : 'questions'} that a clerk must answer.`,
    fields: places.map(({ part, id, pointer }) => ({
      field: `${part}${id ? `/${id}` : ''}${pointer}`,
      message: 'It must be answered, and nothing stands in for the answer.',
    })),
  });
}
