import { useTranslation } from 'react-i18next';
import { asRefusal } from '../../api/refusal';
import { LinkButton } from '../../look/LinkButton';
import { Trouble } from '../../look/Trouble';

/** Why a decision was not recorded, and the way on. */
export function DecideTrouble({ error }: { error: Error }) {
  const { t } = useTranslation();
  return (
    <div style={{ display: 'grid', gap: 8, justifyItems: 'start' }}>
      <Trouble thing={t('decide.trouble')} error={error} />
      {asRefusal(error).code === 'sign_in_again' && (
        <LinkButton to="/sign-in" variant="default" size="xs">
          {t('decide.signInAgain')}
        </LinkButton>
      )}
    </div>
  );
}
