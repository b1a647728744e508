package io.iotcrm.web.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * The portal's words. Every one is in {@code texts.properties}; another language is another file.
 */
@Named
@ApplicationScoped
public class Texts {
  private static final String BUNDLE = "io.iotcrm.web.texts";

  /** The text of a key with its {0}, {1} filled in; the key itself where there is no such text. */
  public String of(String key, Object... arguments) {
    Locale locale = locale();
    String text = in(locale, key);
    return arguments.length == 0 ? text : new MessageFormat(text, locale).format(arguments);
  }

  /** The bare text, also where Faces is not at hand. */
  static String in(Locale locale, String key) {
    try {
      return ResourceBundle.getBundle(BUNDLE, locale, Texts.class.getClassLoader()).getString(key);
    } catch (MissingResourceException missing) {
      return key;
    }
  }

  public String with(String key, Object first) {
    return of(key, first);
  }

  /** Says at the top of the page that something was done. */
  public void done(String key, Object... arguments) {
    add(FacesMessage.SEVERITY_INFO, of(key, arguments));
  }

  public void warn(String key, Object... arguments) {
    add(FacesMessage.SEVERITY_WARN, of(key, arguments));
  }

  /** Says what went wrong in words that are already fit for people. */
  public void refuse(String words) {
    add(FacesMessage.SEVERITY_ERROR, words);
  }

  private static void add(FacesMessage.Severity severity, String words) {
    FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(severity, words, ""));
  }

  private static Locale locale() {
    FacesContext context = FacesContext.getCurrentInstance();
    return context == null || context.getViewRoot() == null
        ? Locale.ENGLISH
        : context.getViewRoot().getLocale();
  }
}
