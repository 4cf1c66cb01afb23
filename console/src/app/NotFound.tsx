import { useTranslation } from 'react-i18next';
import { Empty } from '../look/Empty';
import { LinkButton } from '../look/LinkButton';

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <main>
      <Empty whole title={t('notFound.title')} action={<LinkButton to="/ask">{t('notFound.action')}</LinkButton>}>
        {t('notFound.text')}
      </Empty>
    </main>
  );
}
