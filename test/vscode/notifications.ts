import type { Workbench } from './workbench.ts';

/** Takes one of the choices that a notification offers. */
export async function answer(window: Workbench, message: RegExp, choice: string): Promise<void> {
  await window.notification(message);
  const notification = window.page.locator('.notifications-center .notification-list-item', {
    has: window.page.locator('.notification-list-item-message', { hasText: message }),
  });
  await notification
    .first()
    .locator('.notification-list-item-buttons-container .monaco-button', { hasText: choice })
    .click();
}
