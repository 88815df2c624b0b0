use super::*;

/// The known answers published with Random123 (kat_vectors, philox4x32 with 10 rounds).
#[test]
fn philox_gives_the_published_answers() {
    assert_eq!(philox4x32([0; 4], [0; 2]), [0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8]);
    assert_eq!(
        philox4x32([u32::MAX; 4], [u32::MAX; 2]),
        [0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD]
    );
    assert_eq!(
        philox4x32([0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344], [0xA409_3822, 0x299F_31D0]),
        [0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1]
    );
}

#[test]
fn exp_is_close_to_the_real_one() {
    for i in -8000..=8000 {
        let x = i as f32 / 100.0;
        let truth = libm::exp(f64::from(x));
        assert!((f64::from(exp(x)) / truth - 1.0).abs() < 4e-7, "exp({x})");
    }
}

#[test]
fn normal_quantile_knows_the_usual_points() {
    for (p, z) in [(0.5, 0.0), (0.975, 1.959_964), (0.001, -3.090_232), (1e-9, -5.997_807)] {
        assert!((normal_quantile(p) - z).abs() < 1e-5, "{p}");
    }
}

#[test]
fn uniform_numbers_stay_inside() {
    assert_eq!(uniform(0), 0.0);
    assert!(uniform(u32::MAX) < 1.0);
    assert!(uniform64(0, 0) > 0.0 && uniform64(u32::MAX, u32::MAX) < 1.0);
}
