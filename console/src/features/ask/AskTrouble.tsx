import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../api/refusal';
import { LinkButton } from '../../look/LinkButton';
import { Trouble } from '../../look/Trouble';

/** Why the request was not taken, and the way on. */
export function AskTrouble({ refusal, id }: { refusal: Refusal; id: string }) {
  const { t } = useTranslation();
  return (
    <div style={{ display: 'grid', gap: 8, justifyItems: 'start' }}>
      <Trouble thing={t('form.trouble')} error={refusal} />
      {/* An earlier try under this id arrived after all: there is one request, and it is that one. */}
      {refusal.code === 'conflict' && (
        <LinkButton to="/requests/$id" params={{ id }} variant="default" size="xs">
          {t('form.openFirst')}
        </LinkButton>
      )}
      {refusal.code === 'duplicate' && (
        <LinkButton to="/requests" variant="default" size="xs">
          {t('form.openRequests')}
        </LinkButton>
      )}
    </div>
  );
}
