package io.iotcrm.ejb.platform;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceContext;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Services with what they need, as the container would give it to them; one of each. */
public final class Beans {
  private final Map<Class<?>, Object> made = new HashMap<>();

  /** What is given for a type, instead of making one. */
  public <T> Beans with(Class<T> type, T bean) {
    made.put(type, bean);
    return this;
  }

  public <T> T get(Class<T> type) {
    Object known = made.get(type);
    if (known == null) {
      known = make(type);
    }
    return type.cast(known);
  }

  private Object make(Class<?> type) {
    try {
      if (type == Optional.class) {
        return Optional.empty(); // nothing is configured
      }
      if (type != Event.class && !type.getName().startsWith("io.iotcrm")) {
        return null; // the container's own, which no test has
      }
      if (type == Event.class) {
        return Proxy.newProxyInstance(
            Beans.class.getClassLoader(), new Class<?>[] {Event.class}, (p, m, a) -> null);
      }
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        if (constructor.isAnnotationPresent(Inject.class)) {
          Object[] needed = new Object[constructor.getParameterCount()];
          for (int i = 0; i < needed.length; i++) {
            needed[i] = get(constructor.getParameterTypes()[i]);
          }
          constructor.setAccessible(true);
          Object bean = constructor.newInstance(needed);
          made.put(type, bean);
          return bean;
        }
      }
      Constructor<?> plain = type.getDeclaredConstructor();
      plain.setAccessible(true);
      Object bean = plain.newInstance();
      made.put(type, bean);
      fill(bean);
      return bean;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no bean " + type.getName(), e);
    }
  }

  private void fill(Object bean) throws IllegalAccessException {
    for (Field field : bean.getClass().getDeclaredFields()) {
      if (field.isAnnotationPresent(Inject.class)
          || field.isAnnotationPresent(EJB.class)
          || field.isAnnotationPresent(Resource.class)
          || field.isAnnotationPresent(PersistenceContext.class)) {
        Object needed = get(field.getType());
        if (needed != null) {
          field.setAccessible(true);
          field.set(bean, needed);
        }
      }
    }
  }
}
