import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useEndAccess } from '../api/access';
import type { Access } from '../api/shapes';
import { announce } from '../look/announcer';
import { Trouble } from '../look/Trouble';

/** Takes away what somebody else holds, with the reason that they and the audit will read. */
export function Revoke({ access }: { access: Access }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
  if (access.may_end !== 'revoke') return null;
  const what = {
    person: access.person.name,
    name: `${access.entitlement.app_title} / ${access.entitlement.title}`,
  };
  return (
    <>
      <Button size="xs" variant="default" onClick={open} aria-label={t('revoke.label', what)}>
        {t('revoke.act')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('revoke.title', what)}
        closeButtonProps={{ 'aria-label': t('act.close') }}
      >
        <RevokeForm access={access} what={what} onClose={close} />
      </Modal>
    </>
  );
}

interface FormProps {
  access: Access;
  what: { person: string; name: string };
  onClose: () => void;
}

function RevokeForm({ access, what, onClose }: FormProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const end = useEndAccess(access.id);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!reason.trim()) return setMissing(true);
    end.mutate(reason.trim(), {
      onSuccess: () => {
        announce(t('revoke.done', what));
        onClose();
      },
    });
  };

  return (
    <form onSubmit={submit} noValidate>
      <p className="dim" style={{ margin: '0 0 16px' }}>
        {t('revoke.lead', { person: what.person })}
      </p>
      <Textarea
        label={t('revoke.reason')}
        description={t('revoke.reasonHelp')}
        required
        autosize
        minRows={2}
        maxLength={1000}
        data-autofocus
        value={reason}
        error={missing && !reason.trim() ? t('revoke.reasonMissing') : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {end.isError && <Trouble thing={t('revoke.trouble', what)} error={end.error} />}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('act.cancel')}
        </Button>
        <Button type="submit" loading={end.isPending}>
          {t('revoke.now')}
        </Button>
      </Group>
    </form>
  );
}
