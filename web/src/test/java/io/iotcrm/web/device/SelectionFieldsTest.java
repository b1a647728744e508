package io.iotcrm.web.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.device.DeviceSelection;
import io.iotcrm.domain.platform.RecordNotFoundException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SelectionFieldsTest {
  private final SelectionFields fields = new SelectionFields();

  @Test
  void areASelection() {
    UUID account = UUID.randomUUID();
    fields.setProfile("fridge");
    fields.setSite(" riga ");
    fields.setAccount(" " + account + " ");
    fields.setIds("a, b;c\n\n d");

    assertThat(fields.selection())
        .isEqualTo(new DeviceSelection("fridge", "riga", account, List.of("a", "b", "c", "d")));
  }

  @Test
  void meanAnythingWhereTheyAreEmpty() {
    fields.setProfile("");
    fields.setSite("riga");
    fields.setAccount(" ");
    fields.setIds(" ,");

    assertThat(fields.selection()).isEqualTo(new DeviceSelection(null, "riga", null, null));
    fields.setSite(" ");
    assertThatIllegalArgumentException().isThrownBy(fields::selection);
  }

  @Test
  void refuseAnAccountThatIsNone() {
    fields.setAccount("Nord");

    assertThatThrownBy(fields::selection).isInstanceOf(RecordNotFoundException.class);
  }
}
