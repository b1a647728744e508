package io.iotcrm.domain.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
  private static final Instant NOW = Instant.ofEpochSecond(1_111_111_109);

  /** RFC 6238, appendix B. */
  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130"
  })
  void givesTheCodesOfTheStandard(long seconds, String code) {
    assertThat(Totp.code(SECRET, seconds / Totp.STEP_SECONDS, 8)).isEqualTo(code);
  }

  @Test
  void aCodeOfNowAndOfTheNeighbouringStepsCountsOnce() {
    long now = NOW.getEpochSecond() / Totp.STEP_SECONDS;
    String code = Totp.code(SECRET, NOW);
    assertThat(Totp.step(SECRET, code, NOW, 0)).hasValue(now);
    assertThat(Totp.step(SECRET, " 081 804", NOW, 0)).hasValue(now);
    assertThat(Totp.step(SECRET, code, NOW.plusSeconds(30), 0)).hasValue(now);
    assertThat(Totp.step(SECRET, code, NOW.minusSeconds(30), 0)).hasValue(now);
    assertThat(Totp.step(SECRET, code, NOW.plusSeconds(60), 0)).isEmpty();
    assertThat(Totp.step(SECRET, code, NOW, now)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"''", "12345", "1234567", "abcdef", "000000"})
  void refusesEverythingElse(String code) {
    assertThat(Totp.step(SECRET, code, NOW, 0)).isEmpty();
    assertThat(Totp.step(SECRET, null, NOW, 0)).isEmpty();
  }

  /** RFC 4648, section 10. */
  @ParameterizedTest
  @CsvSource({"'',''", "f,MY", "fo,MZXQ", "foo,MZXW6", "foob,MZXW6YQ", "foobar,MZXW6YTBOI"})
  void writesBase32(String text, String base32) {
    assertThat(Totp.base32(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(base32);
  }

  @Test
  void theAddressForAnAppNamesIssuerAndAccount() {
    assertThat(Totp.uri("IoT CRM", "anna@x", SECRET))
        .isEqualTo(
            "otpauth://totp/IoT%20CRM:anna%40x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=IoT%20CRM&algorithm=SHA1&digits=6&period=30");
  }

  @Test
  void recoveryCodesAreTenDifferentOnesInGroupsOfFour() {
    assertThat(RecoveryCodes.make())
        .hasSize(10)
        .doesNotHaveDuplicates()
        .allMatch(code -> code.matches("[A-Z2-7]{4}(-[A-Z2-7]{4}){3}"));
    assertThat(RecoveryCodes.normal("ab2c-de3f gh")).isEqualTo("AB2CDE3FGH");
  }
}
